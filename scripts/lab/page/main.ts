import type { LabEvent } from '../messages';
import type { Fields } from '../sheet/fields';
import { fieldsOfRecord } from '../sheet/signed-fields';
import { makeBuildView } from './build-view';
import { byId } from './dom';
import { makeExplainView } from './explain-view';
import { makeLiveView } from './live-view';
import { connect } from './server';
import { type LabState, readAddress } from './state';
import { makeToggles } from './toggles';

const first = readAddress(location.hash);
const state: LabState = {
  fields: first.fields,
  beside: 'nothing',
  own: undefined,
  part: undefined,
};
const server = connect(receive, showConnection);
const build = makeBuildView(state, server);
makeExplainView(byId('explain-view'), openInBuild);
const live = makeLiveView(byId('live-view'), (record) => openInBuild(fieldsOfRecord(record)));
makeToggles();
showView(first.view);
build.open(first);
addEventListener('hashchange', () => {
  const address = readAddress(location.hash);
  showView(address.view);
  // The link to Build at the top does not name the fields: they are added.
  if (location.hash.includes('?')) build.open(address);
  else build.keepAddress();
});

function openInBuild(opened: Fields): void {
  showView('build');
  build.load(opened);
  byId('sheet-title').focus();
}

function receive(event: LabEvent): void {
  if (event.type === 'saved') build.stepsChanged();
  else if (event.type === 'local-aws') live.showAddress(event.url);
  else live.add(event.record);
}

function showConnection(isThere: boolean): void {
  byId('watching').textContent = isThere
    ? 'Watching steps 04 to 08'
    : 'npm run lab has stopped: your steps are no longer compared';
}

/** One view at a time; the links above say which. */
function showView(name: string): void {
  const known = ['build', 'explain', 'live'].includes(name) ? name : 'build';
  for (const section of document.querySelectorAll<HTMLElement>('.view')) {
    section.hidden = section.id !== `${known}-view`;
  }
  for (const link of document.querySelectorAll('header nav a')) {
    const isCurrent = link.getAttribute('href') === `#${known}`;
    if (isCurrent) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}
