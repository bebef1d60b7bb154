import type { IconDrawing } from '@/components/ui';

/** Icons of files alone: they come with their code. */
export const DownloadIcon: IconDrawing = 'M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14';
export const ImageIcon: IconDrawing =
  'M6.5 4.5h11a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2ZM4.5 16l4.5-4.5 5 5 2.5-2.5 3 3M14.5 9.5h.01';
export const LinkIcon: IconDrawing =
  'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5';
export const PauseIcon: IconDrawing = 'M9 5.5v13M15 5.5v13';
export const PlayIcon: IconDrawing = 'M8 5.5v13l10.5-6.5Z';
