// Before anything is drawn: the type size that was chosen.
try {
  if (localStorage.getItem('goldcard.size') === 'large') { document.documentElement.dataset.size = 'large'; }
} catch { /* then it is the usual one */ }
