/** What signing in needs, fetched as one. */
export { ApiStep } from './api-step';
export { FirstRun } from './first-run';
export { SignIn } from './sign-in';
