import { acceptDrops, sendFiles, sending, sendVoiceFile } from './attachments.js';
import { byId, h, icon } from './dom.js';
import { duration } from './format.js';
import { say } from './messages.js';
import { server } from './server.js';
import { onChange, store } from './store.js';
import { toast } from './toast.js';
import { record } from './voice-recorder.js';

const INPUT_MAX_PX = 180;
let drawnFor;

/** Everything below the messages. Built anew for another person or language, otherwise left alone: somebody may be typing. */
const draw = () => {
  const { person, texts } = store;
  const keyboard = replyKeyboard();
  const signature = JSON.stringify([person?.id, person?.blocked, texts.people, store.commands, keyboard]);
  if (signature === drawnFor) return;
  drawnFor = signature;
  const draft = byId('input')?.value ?? '';
  byId('composer').replaceChildren(...(person ? (person.blocked ? [blocked()] : line(keyboard)) : []));
  if (byId('input')) byId('input').value = draft;
};

const blocked = () =>
  h(
    'button',
    { class: 'wide', type: 'button', onclick: () => server.block(store.currentId, false) },
    store.texts.unblock,
  );

const line = (keyboard) => {
  const { texts } = store;
  const input = h('textarea', {
    id: 'input',
    rows: 1,
    placeholder: texts.message,
    'aria-label': texts.message,
    oninput: () => grow(),
    onkeydown: (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      submit();
    },
    onpaste: (event) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      void sendFiles(files);
    },
  });
  const send = h(
    'button',
    { class: 'icon-button send', type: 'button', 'aria-label': texts.send, onclick: () => submit() },
    icon('send'),
  );
  const microphone = h(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': texts.record, onclick: () => startRecording() },
    icon('mic'),
  );
  const grow = () => {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, INPUT_MAX_PX)}px`;
    const isEmpty = input.value.trim() === '';
    send.hidden = isEmpty;
    microphone.hidden = !isEmpty;
  };
  const submit = () => {
    const text = input.value.trim();
    if (!text) return;
    input.value = '';
    grow();
    input.focus();
    void say(text);
  };
  queueMicrotask(grow);
  const bar = h(
    'div',
    { class: 'line' },
    menu('attach', texts.attach, attachments()),
    store.commands.length > 0 && menu('slash', texts.commands, commands()),
    input,
    microphone,
    send,
  );
  return [bar, keyboard && keyboardRows(keyboard)].filter(Boolean);
};

/** A button with a list above it; Escape and a click elsewhere close it. */
const menu = (name, label, items) => {
  const list = h('div', { class: 'menu', popover: 'auto', role: 'menu' }, items);
  const close = () => list.hidePopover();
  list.addEventListener('click', close);
  const button = h(
    'button',
    {
      class: 'icon-button',
      type: 'button',
      'aria-label': label,
      'aria-haspopup': 'menu',
      onclick: () => list.togglePopover(),
    },
    icon(name),
  );
  return h('span', { class: 'with-menu' }, button, list);
};

const menuItem = (name, label, note, onclick) =>
  h(
    'button',
    { class: 'menu-item', type: 'button', role: 'menuitem', onclick },
    name && icon(name),
    h('span', {}, label, note && h('small', {}, note)),
  );

const picker = (name, label, attributes, use) => {
  const field = h('input', { type: 'file', hidden: true, 'data-picker': name, ...attributes });
  field.addEventListener('change', () => {
    const files = [...field.files];
    field.value = '';
    if (files.length > 0) void use(files);
  });
  return [menuItem(name, label, undefined, () => field.click()), field];
};

const attachments = () => {
  const { texts } = store;
  return [
    picker('photo', texts.photos, { accept: 'image/*', multiple: true }, sendFiles),
    picker('file', texts.files, { multiple: true }, (files) =>
      sending(async () => {
        for (const file of files) await server.files(store.currentId, 'document', [file]);
      }),
    ),
    picker('mic', texts.voiceFile, { accept: 'audio/*,.ogg,.oga,.opus' }, ([file]) => sendVoiceFile(file)),
    menuItem('faces', texts.selfies, texts.selfiesNote, () => sending(() => server.selfies(store.currentId))),
    h('hr'),
    menuItem('block', texts.block, undefined, () => server.block(store.currentId, true)),
  ].flat();
};

const commands = () =>
  store.commands.map(({ command, description }) =>
    menuItem(undefined, `/${command}`, description, () => say(`/${command}`)),
  );

/** The keyboard the bot put below the input, if the last word about it was not to take it away. */
const replyKeyboard = () => {
  const last = store.messagesOf(store.currentId).findLast(({ by, keyboard }) => by === 'bot' && keyboard);
  return last?.keyboard.keyboard;
};

const keyboardRows = (rows) =>
  h(
    'div',
    { class: 'reply-keyboard' },
    rows.map((row) =>
      h(
        'div',
        { class: 'row' },
        row.map((button) => {
          const text = typeof button === 'string' ? button : button.text;
          return h('button', { class: 'key', type: 'button', onclick: () => say(text) }, text);
        }),
      ),
    ),
  );

const startRecording = async () => {
  const { texts } = store;
  const recording = await record().catch(() => undefined);
  if (!recording) return toast(texts.noMicrophone);
  const id = store.currentId;
  const time = h('time', {}, duration(0));
  const timer = setInterval(() => (time.textContent = duration(recording.seconds())), 250);
  const end = () => {
    clearInterval(timer);
    drawnFor = undefined;
    draw();
  };
  const discard = async () => {
    await recording.discard();
    end();
  };
  const finish = async () => {
    const { file, seconds } = await recording.finish();
    end();
    await sending(() => server.files(id, 'voice', [file], { duration: seconds }));
  };
  byId('composer').replaceChildren(
    h(
      'div',
      { class: 'line recording' },
      h(
        'button',
        { class: 'icon-button', type: 'button', 'aria-label': texts.discard, onclick: discard },
        icon('close'),
      ),
      h('span', { class: 'level', 'aria-hidden': 'true' }),
      time,
      h(
        'button',
        { class: 'icon-button send', type: 'button', 'aria-label': texts.stopRecording, onclick: finish },
        icon('send'),
      ),
    ),
  );
  return undefined;
};

onChange(draw);
acceptDrops(byId('chat'), byId('drop'));
