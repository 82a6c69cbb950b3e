import { incompleteInstallation } from './installation';

// To be imported before everything else: a package that is missing shows as soon as one of the other
// imports asks for it, when there is nobody yet to say in words what that means.
process.on('uncaughtException', (error) => {
  console.error(incompleteInstallation(error.message) ?? error);
  process.exit(2);
});
