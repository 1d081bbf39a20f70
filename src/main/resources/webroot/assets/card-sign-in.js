// Signing in on this device by passcode.
import { ask, both, byId, facts, onSubmit, said, tell } from '/assets/card.js';

await facts();
const form = byId('sign-in-form');
if (form) {
  onSubmit(form, async () => {
    const answer = await ask('/card/api/sessions', Object.fromEntries(new FormData(form)));
    if (said(form, answer)) { return; }
    if (answer.result === 'SIGNED_IN') { location.assign('/card'); return; }
    tell(both(answer), 'bad');
    byId('passcode').select();
  });
}
