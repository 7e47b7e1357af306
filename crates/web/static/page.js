// Adds to the pages; no task needs it. Leaving: by the link, or by Shift pressed three times within two seconds.
// Keeping what is being written as a draft, sealed like what is written down.
(() => {
  const within = 2000;
  let presses = [];

  const leave = () => {
    document.documentElement.hidden = true;
    location.replace('/leave');
  };

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') presses = [];
    if (event.key !== 'Shift' || event.repeat) return;
    presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time <= within);
    if (presses.length >= 3) leave();
  });

  const link = document.getElementById('leave');
  if (link) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      leave();
    });
    for (const keys of link.querySelectorAll('.leave-keys')) keys.hidden = false;
  }

  // Where the pages of a case do not fit beside each other, the one that is shown is in view.
  document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

  const pace = 15000;
  for (const form of document.querySelectorAll('form[data-draft]')) {
    const said = form.querySelector('[data-draft-said]');
    const text = form.elements.namedItem('text');
    let kept = text.value;
    let busy = false;
    let sending = null;

    const keep = async () => {
      if (busy || text.value === kept) return;
      busy = true;
      const going = new AbortController();
      sending = going;
      const now = text.value;
      const body = new URLSearchParams(new FormData(form));
      body.set('do', 'draft');
      body.set('quiet', '1');
      try {
        const answer = await fetch(form.action, { method: 'POST', body, redirect: 'error', signal: going.signal });
        if (!answer.ok) throw new Error(answer.statusText);
        form.elements.namedItem('revision').value = await answer.text();
        kept = now;
        said.textContent = form.dataset.kept;
      } catch {
        if (!going.signal.aborted) said.textContent = form.dataset.notKept;
      }
      busy = false;
    };

    // What was sent is no draft any more: one that is kept behind it would stand in the page again. Whoever types on, where
    // the page stayed, has a draft as before.
    form.addEventListener('submit', () => {
      kept = text.value;
      sending?.abort();
    });

    setInterval(keep, pace);
    addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') keep();
    });
  }

  // A page that was left is not shown again from memory.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
})();
