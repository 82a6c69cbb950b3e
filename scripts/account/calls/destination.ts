import { CannotRun } from '../../terminal/cannot-run';

/** Where AWS itself answers, in all of its partitions. */
const AWS_HOST = /\.(amazonaws\.com(\.cn)?|api\.aws)$/;

/** Any client of the SDK: the part that is used here. */
export interface SendingClient {
  middlewareStack: {
    add(
      middleware: <Args extends { request: unknown }, Result>(
        next: (args: Args) => Promise<Result>,
      ) => (args: Args) => Promise<Result>,
      options: { step: 'build'; name: string },
    ): void;
  };
}

/**
 * Lets calls of a client go to AWS itself and nowhere else, whatever has redirected them: an
 * environment variable, or a line in a profile.
 *
 * @returns refuses a call by CannotRun that names where it would have gone
 */
export function toAwsOnly(client: SendingClient): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { hostname } = args.request as { hostname: string };
      if (AWS_HOST.test(hostname)) return next(args);
      throw new CannotRun(
        `A call meant for the real account would go to ${hostname}. Look for endpoint_url in your ` +
          'AWS configuration files (~/.aws/config) and take it out, or leave out --live.',
      );
    },
    { step: 'build', name: 'toAwsOnly' },
  );
}
