import { h, icon } from './dom.js';
import { duration } from './format.js';
import { media } from './server.js';
import { texts } from './texts.js';

const BARS = 36;
let playing;

/** The player of a voice message or a recording: a play button, bars that fill, and the time. */
export const player = (file, title) => {
  const audio = h('audio', { src: media(file.url), preload: 'none' });
  const time = h('span', { class: 'time', 'data-played': texts.playedHere }, duration(file.duration ?? 0));
  const bars = h(
    'span',
    { class: 'bars', 'aria-hidden': 'true' },
    heights(file.file_id).map((height) => h('i', { style: { '--h': String(height) } })),
  );
  const button = h(
    'button',
    { class: 'round', type: 'button', 'aria-label': texts.play, onclick: () => toggle() },
    icon('play'),
  );
  const show = (isPlaying) => {
    button.replaceChildren(icon(isPlaying ? 'pause' : 'play'));
    button.setAttribute('aria-label', isPlaying ? texts.pause : texts.play);
  };
  const toggle = () => {
    if (!audio.paused) return audio.pause();
    playing?.pause();
    playing = audio;
    return audio.play().catch(() => show(false));
  };
  audio.addEventListener('play', () => show(true));
  audio.addEventListener('pause', () => show(false));
  audio.addEventListener('timeupdate', () => {
    const length = file.duration || audio.duration || 1;
    time.textContent = duration(audio.currentTime);
    const filled = Math.round((audio.currentTime / length) * BARS);
    [...bars.children].forEach((bar, index) => bar.classList.toggle('played', index < filled));
  });
  return h(
    'div',
    { class: 'player' },
    button,
    h('div', { class: 'track' }, title ? h('b', {}, title) : bars, time),
    audio,
  );
};

/** A round video. A press plays it with sound, and another press stops it. */
export const videoNote = (file) => {
  const video = h('video', { src: media(file.url), preload: 'metadata', playsinline: true });
  const time = h('span', { class: 'time' }, duration(file.duration ?? 0));
  const button = h(
    'button',
    { type: 'button', 'aria-label': `${texts.watch}: ${texts.video_note}`, onclick: () => toggle() },
    video,
    icon('play'),
  );
  const round = h('div', { class: 'video-note' }, button, time);
  const toggle = () => {
    if (!video.paused) return video.pause();
    playing?.pause();
    playing = video;
    return video.play().catch(() => undefined);
  };
  for (const event of ['play', 'pause', 'ended'])
    video.addEventListener(event, () => round.classList.toggle('playing', !video.paused));
  video.addEventListener('timeupdate', () => (time.textContent = duration(video.currentTime)));
  return round;
};

/** A video in its own ratio, with the browser's player. */
export const videoPlayer = ({ url, width, height, name }) =>
  h('video', {
    class: 'video',
    src: media(url),
    controls: true,
    playsinline: true,
    preload: 'metadata',
    'aria-label': name ?? texts.video,
    style: { '--ratio': String(width / height || 1) },
  });

/** Invented heights of the bars, always the same for the same file. */
const heights = (fileId) => {
  let state = [...fileId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return Array.from({ length: BARS }, (_, index) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return (0.2 + 0.8 * (state / 2 ** 32) * (0.55 + 0.45 * Math.sin(index / 3))).toFixed(2);
  });
};
