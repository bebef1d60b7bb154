/** Web A's two themes: a class on `<html>` at once, later its variables inline, painted over some 80 small steps. */
const LIGHT = {
  '--color-background': '#ffffff',
  '--color-background-secondary': '#f4f4f5',
  '--color-text': '#000000',
  '--color-text-secondary': '#707579',
  '--color-primary': '#3390ec',
  '--color-borders': '#dadce0',
};
const DARK: typeof LIGHT = {
  '--color-background': '#212121',
  '--color-background-secondary': '#0f0f0f',
  '--color-text': '#ffffff',
  '--color-text-secondary': '#aaaaaa',
  '--color-primary': '#8774e1',
  '--color-borders': '#303030',
};
const STEPS = 13;
/** The first of them come this much later than the class, milliseconds. */
const COLOURS_LATE = 200;

export type Scheme = 'light' | 'dark';

/** Shows a theme without any transition, as at start. */
export function applyTheme(scheme: Scheme): void {
  swapClass(scheme);
  for (const [name, value] of Object.entries(scheme === 'dark' ? DARK : LIGHT)) paint(name, mix(value, value, 1));
}

/** Switches as the settings do: the class, then frame by frame the colours in between. */
export function switchTheme(scheme: Scheme): void {
  const [from, to] = scheme === 'dark' ? [LIGHT, DARK] : [DARK, LIGHT];
  swapClass(scheme);
  let step = 0;
  const next = () => {
    step += 1;
    for (const [name, value] of Object.entries(to))
      paint(name, mix(from[name as keyof typeof LIGHT], value, step / STEPS));
    if (step < STEPS) requestAnimationFrame(next);
  };
  setTimeout(next, COLOURS_LATE);
}

export function currentScheme(): Scheme {
  return document.documentElement.classList.contains('theme-dark') ? 'dark' : 'light';
}

function swapClass(scheme: Scheme): void {
  document.documentElement.className = `theme-${scheme}`;
}

function paint(name: string, value: string): void {
  document.documentElement.style.setProperty(name, value);
}

/** Between two `#rrggbb`, written in percent as Web A does, also at the ends. */
function mix(from: string, to: string, part: number): string {
  const channel = (colour: string, index: number) => Number.parseInt(colour.slice(1 + index * 2, 3 + index * 2), 16);
  const mixed = [0, 1, 2].map((i) => channel(from, i) + (channel(to, i) - channel(from, i)) * part);
  return `rgb(${mixed.map((value) => `${Number((value / 2.55).toFixed(3))}%`).join(' ')})`;
}
