/** Web K's two themes: `html.night`, and all variables at once in the style attribute of `<html>`. */
const LIGHT = {
  '--primary-color': '#3390ec',
  '--surface-color': '#ffffff',
  '--primary-text-color': '#000000',
  '--secondary-text-color': '#707579',
  '--background-color': '#f4f4f5',
  '--border-color': '#dfe1e5',
  '--danger-color': '#df3f40',
  '--light-filled-primary-color': '#e7f2fd',
};
const NIGHT: typeof LIGHT = {
  '--primary-color': '#8774e1',
  '--surface-color': '#212121',
  '--primary-text-color': '#ffffff',
  '--secondary-text-color': '#aaaaaa',
  '--background-color': '#181818',
  '--border-color': '#0f0f0f',
  '--danger-color': '#ff595a',
  '--light-filled-primary-color': '#2b2740',
};

export function applyTheme(night: boolean): void {
  const html = document.documentElement;
  html.classList.toggle('night', night);
  for (const [name, value] of Object.entries(night ? NIGHT : LIGHT)) html.style.setProperty(name, value);
}

export function isNight(): boolean {
  return document.documentElement.classList.contains('night');
}
