// Adds to the pages; no task needs it. Leaving: by the link, or by Shift pressed three times within two seconds.
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

  // A page that was left is not shown again from memory.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
})();
