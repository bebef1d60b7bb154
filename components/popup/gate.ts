/** What stands before home, fetched as one. */
export { Locked } from './locked';
export { NotSignedIn } from './not-signed-in';
