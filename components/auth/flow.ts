/** What signing in needs, fetched as one. */
import '@/lib/words/load/login';

export { ApiStep } from './api-step';
export { FirstRun } from './first-run';
export { SignIn } from './sign-in';
