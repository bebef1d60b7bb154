/** What stands before home, fetched as one. */
import '@/lib/words/load/login';

export { Locked } from './locked';
export { NotSignedIn } from './not-signed-in';
