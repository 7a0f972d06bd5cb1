/** The types of recordings, the preferred one first. Telegram records Ogg; browsers that cannot write Ogg write WebM or MP4. */
const TYPES = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'];

/** Starts a recording. `finish` returns its file and its seconds, `discard` throws it away. Rejects when there is no microphone. */
export const record = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const type = TYPES.find((candidate) => MediaRecorder.isTypeSupported(candidate));
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const chunks = [];
  const startedAt = performance.now();
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
  recorder.start();
  const stop = () =>
    new Promise((resolve) => {
      recorder.addEventListener('stop', resolve, { once: true });
      recorder.stop();
      for (const track of stream.getTracks()) track.stop();
    });
  return {
    seconds: () => (performance.now() - startedAt) / 1000,
    discard: stop,
    finish: async () => {
      const seconds = (performance.now() - startedAt) / 1000;
      await stop();
      const mime = recorder.mimeType.split(';')[0];
      return { file: new File(chunks, `voice.${mime.split('/')[1]}`, { type: mime }), seconds };
    },
  };
};

/** How many seconds an audio or video file lasts; 0 when the browser cannot tell. */
export const secondsOf = (file) =>
  new Promise((resolve) => {
    const url = URL.createObjectURL(file);
    const audio = new Audio(url);
    const done = () => {
      URL.revokeObjectURL(url);
      resolve(Number.isFinite(audio.duration) ? audio.duration : 0);
    };
    audio.addEventListener('loadedmetadata', done);
    audio.addEventListener('error', done);
  });
