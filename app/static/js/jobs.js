// Long work: the bar moves by itself, and the page is loaded again once it is over; without script there is "Actualiser".
export function followJobs() {
  const card = document.querySelector("[data-job]");
  if (!card) return;
  const bar = card.querySelector("progress");
  const ask = async () => {
    try {
      const answer = await fetch(card.dataset.job, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return;
      const job = await answer.json();
      bar.value = job.progress;
      if (!job.going_on) { location.reload(); return; }
    } catch { /* the network is away: ask again */ }
    setTimeout(ask, 1500);
  };
  setTimeout(ask, 500);
}
