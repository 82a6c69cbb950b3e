import { byId } from './dom';

/** What the page looks like, by what the classes of its root are called. */
const TOGGLES = ['projector', 'dark', 'light'] as const;

/** Makes the buttons for large type and for the other colours; both are remembered. */
export function makeToggles(): void {
  const root = document.documentElement;
  for (const name of TOGGLES) root.classList.toggle(name, localStorage.getItem(name) === 'on');
  const projector = byId('projector');
  const colours = byId('colours');
  show();
  foldFields();
  projector.addEventListener('click', () => {
    toggle('projector');
    foldFields();
  });
  colours.addEventListener('click', () => {
    const isDark = isDarkNow();
    turn('dark', !isDark);
    turn('light', isDark);
    show();
  });

  function toggle(name: (typeof TOGGLES)[number]): void {
    turn(name, !root.classList.contains(name));
    show();
  }

  /** Where there is little room, the fields would push all that is to be seen off the screen. */
  function foldFields(): void {
    const isNarrow = matchMedia('(max-width: 1150px)').matches;
    byId<HTMLDetailsElement>('fold').open = !isNarrow && !root.classList.contains('projector');
  }

  function turn(name: (typeof TOGGLES)[number], on: boolean): void {
    root.classList.toggle(name, on);
    localStorage.setItem(name, on ? 'on' : 'off');
  }

  function isDarkNow(): boolean {
    if (root.classList.contains('light')) return false;
    return root.classList.contains('dark') || matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function show(): void {
    projector.setAttribute('aria-pressed', String(root.classList.contains('projector')));
    colours.textContent = isDarkNow() ? 'Light' : 'Dark';
  }
}
