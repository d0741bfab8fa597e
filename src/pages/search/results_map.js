{
  const box = document.currentScript.parentElement;
  const panel = box.querySelector('.results-map');
  const wide = matchMedia('(min-width: 72rem)');
  const net = navigator.connection;
  const thrifty = net && (net.saveData || /2g/.test(net.effectiveType));
  const at = '#carte';
  let coming = false;
  let again = '';
  const view = (name) => (box.dataset.view = name);
  const sheet = () =>
    new Promise((done, failed) => {
      const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: panel.dataset.style, onload: done, onerror: failed });
      document.head.append(link);
    });
  const pins = () => fetch(panel.dataset.pins).then((answer) => (answer.ok ? answer.json() : Promise.reject()));
  const script = () =>
    import(panel.dataset.script + again).catch((failure) => {
      again += '?'; // browsers remember the address of a script that failed
      throw failure;
    });
  const load = () => {
    if (coming) return;
    coming = true;
    box.dataset.map = 'loading';
    Promise.all([script(), pins(), sheet()])
      .then(([map, answer]) => map.show(box, answer))
      .then(() => (box.dataset.map = 'open'))
      .catch(() => {
        coming = false;
        box.dataset.map = 'failed';
        view('list');
      });
  };
  const open = () => {
    view('map');
    load();
  };
  const close = () => {
    if (history.state?.map) return history.back();
    history.replaceState(null, '', location.pathname + location.search);
    view('list');
  };
  panel.querySelector('.map-toggle').onclick = () => {
    if (box.dataset.view === 'map' && !wide.matches) return close();
    if (!wide.matches && location.hash !== at) history.pushState({ map: true }, '', at);
    open();
    if (!wide.matches) panel.scrollIntoView();
  };
  addEventListener('popstate', () => {
    if (location.hash === at) open();
    else if (!location.hash) view('list');
  });
  const unasked = () => {
    if (wide.matches && !thrifty) load();
  };
  panel.hidden = false;
  box.dataset.map = wide.matches && !thrifty ? 'loading' : 'closed';
  view('list');
  if (location.hash === at) open();
  const quiet = globalThis.requestIdleCallback ?? setTimeout;
  addEventListener('load', () => quiet(unasked));
  wide.addEventListener('change', unasked);
}
