import type { IconDrawing } from '@/components/ui';

/** Icons of the conversation alone: they come with its code. */
export const PlayIcon: IconDrawing = 'M8 5.5v13l10.5-6.5Z';
export const ForwardIcon: IconDrawing = 'M14.5 6.5 20 12l-5.5 5.5V14c-5 0-8 1.5-10.5 5 0-5 2.5-9.5 10.5-9.5Z';
