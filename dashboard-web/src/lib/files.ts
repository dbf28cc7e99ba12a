import { file } from './api/client';
import { download } from './csv';

/** Fetches a file with the page's own headers, which a plain link could not send, and saves it. The API audits it itself. */
export async function saveFile(name: string, path: string, params: URLSearchParams, accept: string): Promise<void> {
  download(name, await file(path, params, accept));
}
