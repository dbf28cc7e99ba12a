import { config } from 'zod';

// Schemas are read without generated code: that the policy of the page (default-src 'self') forbids it need not be tried out,
// as each trial is an error in the console. Set before the first schema is made, so this is imported first.
config({ jitless: true });
