/** Small helpers to build the stand-ins' nodes. */

type Child = Node | string | null | false;

/** `h('div#id.a.b', { title: 'x' }, child)`: an element from a short form, attributes and children. */
export function h(short: string, attributes: Record<string, string | number> = {}, ...children: Child[]): HTMLElement {
  const match = /^([\w-]+)(?:#([\w-]+))?((?:\.[\w-]+)*)$/.exec(short);
  if (!match) throw new Error(`Not an element's short form: ${short}`);
  const [, tag = 'div', id, classes = ''] = match;
  const element = document.createElement(tag);
  if (id) element.id = id;
  if (classes) element.className = classes.split('.').filter(Boolean).join(' ');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return element;
}

const PATHS = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  search: 'M15.2 15.2 20 20M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z',
  more: 'M12 5.6v.1M12 12v.1M12 18.4v.1',
  panel: 'M6 5h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2ZM14.5 5v14',
  back: 'm14 6-6 6 6 6',
  close: 'm6.5 6.5 11 11M17.5 6.5l-11 11',
  smile: 'M12 20.2a8.2 8.2 0 1 0 0-16.4 8.2 8.2 0 0 0 0 16.4ZM8.6 14.2c1.7 2.1 5.1 2.1 6.8 0M9.2 9.7v.1M14.8 9.7v.1',
  clip: 'm18 11.5-6.3 6.3a3.9 3.9 0 0 1-5.5-5.5l7.2-7.2a2.6 2.6 0 0 1 3.7 3.7L10 15.9a1.3 1.3 0 0 1-1.8-1.8l6-6',
  mic: 'M12 3.5a2.7 2.7 0 0 1 2.7 2.7v5a2.7 2.7 0 1 1-5.4 0v-5A2.7 2.7 0 0 1 12 3.5ZM6 11.3a6 6 0 0 0 12 0M12 17.3V20',
  send: 'M4.5 5.5 20 12 4.5 18.5 7 12 4.5 5.5ZM7 12h6',
  moon: 'M19.5 14.3A8 8 0 0 1 9.7 4.5a8 8 0 1 0 9.8 9.8Z',
} as const;

/** One of the pages' icons, on a 24 px grid. */
export function icon(name: keyof typeof PATHS): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

const GRADIENTS = [
  '#ff885e,#ff516a',
  '#ffcd6a,#ffa85c',
  '#82b1ff,#665fff',
  '#a0de7e,#54cb68',
  '#53edd6,#28c9b7',
  '#72d5fd,#2a9ef1',
  '#e0a2f3,#d669ed',
];

export interface Face {
  peer: number;
  title: string;
  /** Forums and their topics have rounded squares, everybody else a circle. */
  square?: boolean;
  photo?: string | null;
}

/** Shows a peer's picture, or its initials on a colour that its id gives. */
export function paintAvatar(element: HTMLElement, { peer, title, square = false, photo = null }: Face): void {
  element.style.borderRadius = square ? '30%' : '50%';
  element.style.background = `linear-gradient(${GRADIENTS[Math.abs(peer) % GRADIENTS.length]})`;
  if (photo) {
    const shown = element.querySelector('img');
    if (shown?.getAttribute('src') !== photo) element.replaceChildren(h('img', { src: photo, alt: '' }));
    return;
  }
  const words = title.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : ''].map((word) => word?.slice(0, 1) ?? '');
  element.textContent = letters.join('').toUpperCase();
}

/** A list's time: the clock today, a weekday within a week, a date before that. */
export function listTime(seconds: number, now: Date): string {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === now.toDateString()) return clock(seconds);
  const days = (now.getTime() - date.getTime()) / 86_400_000;
  if (days < 6) return date.toLocaleDateString('en-GB', { weekday: 'short' });
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}

/** `14:05`. */
export function clock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** `12 November`: what stands above a day's messages. */
export function dayOf(seconds: number, now: Date): string {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === now.toDateString()) return 'Today';
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
}
