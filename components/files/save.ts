import { fileUrl } from '@/lib/files/contract';

/**
 * Writes a file that is here to disk: the browser takes it from the worker as a stream. The page turns to an address whose
 * answer is an attachment, and so stays where it is; a link with `download` would pass the worker by.
 */
export function saveToDisk(id: string, name: string): void {
  const link = document.createElement('a');
  link.href = fileUrl(id, name);
  link.click();
}
