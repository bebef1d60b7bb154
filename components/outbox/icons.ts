import type { IconDrawing } from '@/components/ui';

/** Icons of the composer alone: they come with its code. */
export const AttachIcon: IconDrawing =
  'm19.5 11-7.8 7.8a4.5 4.5 0 0 1-6.4-6.4l8-8a3 3 0 0 1 4.3 4.3l-8 8a1.5 1.5 0 0 1-2.1-2.1l7-7';
export const BoldIcon: IconDrawing = 'M8 5h5a3.5 3.5 0 0 1 0 7H8ZM8 12h6a3.5 3.5 0 0 1 0 7H8Z';
export const CodeIcon: IconDrawing = 'm8.5 7-5 5 5 5M15.5 7l5 5-5 5';
export const ItalicIcon: IconDrawing = 'M10 5h7M7 19h7M14 5l-4 14';
export const LinkIcon: IconDrawing =
  'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5';
/** Two checks: the other side has read it. */
export const ReadIcon: IconDrawing = 'm2.5 12.5 4.5 4.5L16 7.5M11.5 16.5l.5.5L21.5 7.5';
