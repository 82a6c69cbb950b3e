/** What is in an element: text, elements, or nothing. */
export type Content = Node | string | undefined | false | Content[];

/** Attributes by name; `true` stands for one without a value, undefined and false for none. */
export type Attributes = Record<string, string | number | boolean | undefined>;

/** Makes an element. Whatever is a text is text on the page too, and never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...nodesOf(content));
  return made;
}

/** A button that does something. */
export function button(
  text: string,
  onClick: () => void,
  attributes: Attributes = {},
): HTMLElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', onClick);
  return made;
}

/** A link to a page of somebody else, in a tab of its own. */
export function outerLink(text: string, url: string): HTMLElement {
  return element('a', { href: url, target: '_blank', rel: 'noreferrer' }, text);
}

/** Puts new content into an element, and the focus back to where it was in the old. */
export function replaceContent(parent: Element, ...content: Content[]): void {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement && parent.contains(focused) && focused.dataset.key;
  parent.replaceChildren(...nodesOf(content));
  if (!key) return;
  const again = parent.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (again instanceof HTMLElement) again.focus();
}

/** The element of that id. @throws Error if the page has none */
export function byId<Type extends HTMLElement = HTMLElement>(id: string): Type {
  const found = document.getElementById(id);
  if (found) return found as Type;
  throw new Error(`The page has no element #${id}.`);
}

function nodesOf(content: Content[]): (Node | string)[] {
  return content.flatMap((one) => {
    if (Array.isArray(one)) return nodesOf(one);
    return one === undefined || one === false || one === '' ? [] : [one];
  });
}
