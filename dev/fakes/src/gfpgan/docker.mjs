// A `docker` program, written from the pages of docker and of GFPGAN (gfpgan.md §1, §2). It knows `run` of one image, `rm -f` and `ps`. The
// first argument is the folder of its state, the others are docker's.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [folder, command, ...args] = process.argv.slice(2);
appendFileSync(path.join(folder, 'calls'), `${JSON.stringify([command, ...args])}\n`);
const containers = path.join(folder, 'containers');

/** Docker's own refusals exit with this code, also when its daemon is away. */
const refuse = (why) => {
  process.stderr.write(`docker: ${why}\n`);
  process.exit(125);
};

/** Reads options in the forms `--name value` and `--name=value`, and flags; the other arguments are positional. */
const read = (known, flags, given) => {
  const options = new Map();
  let at = 0;
  for (; at < given.length && given[at].startsWith('-'); at += 1) {
    const [name, inline] = given[at].split(/=(.*)/s);
    if (flags.includes(name)) options.set(name, ['true']);
    else if (known.includes(name)) options.set(name, [...(options.get(name) ?? []), inline ?? given[(at += 1)]]);
    else refuse(`unknown flag: ${name}`);
  }
  return { options, rest: given.slice(at) };
};

/** The process of a container, and its labels. */
const stateOf = (name) => JSON.parse(readFileSync(path.join(containers, name), 'utf8'));

if (command === 'rm') {
  for (const name of args.filter((arg) => arg !== '-f')) {
    const pid = existsSync(path.join(containers, name)) && Number(stateOf(name).pid);
    if (!pid) continue;
    rmSync(path.join(containers, name), { force: true });
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // the container has ended
    }
  }
} else if (command === 'ps') {
  const { options } = read(['--filter', '--format'], ['-a'], args);
  if (options.get('--format')?.[0] !== '{{.Names}}') refuse('only the names are listed');
  const wanted = options.get('--filter') ?? [];
  for (const name of readdirSync(containers))
    if (wanted.every((filter) => stateOf(name).labels.includes(filter.replace(/^label=/, '')))) console.log(name);
} else if (command === 'run') {
  await run();
} else {
  refuse(`'${command}' is not a docker command.`);
}

async function run() {
  const known = [
    '--name',
    '--label',
    '--user',
    '--network',
    '--memory',
    '--cpus',
    '--pids-limit',
    '--tmpfs',
    '--cap-drop',
  ];
  const more = ['--security-opt', '--pull', '--env', '-v', '-w'];
  const { options, rest } = read([...known, ...more], ['--rm', '--read-only'], args);
  const one = (name) => options.get(name)?.[0];
  for (const [name, value] of [
    ['--network', 'none'],
    ['--read-only', 'true'],
    ['--cap-drop', 'ALL'],
    ['--pull', 'never'],
  ])
    if (one(name) !== value) refuse(`a container that is not held: ${name}`);
  if (!one('--memory') || !one('--pids-limit') || !one('--user')) refuse('a container without limits');
  const container = path.join(containers, one('--name'));
  if (existsSync(container)) refuse(`Conflict. The container name "/${one('--name')}" is already in use.`);
  writeFileSync(container, JSON.stringify({ pid: process.pid, labels: options.get('--label') ?? [] }));
  const end = (code) => {
    rmSync(container, { force: true });
    process.exit(code);
  };
  const mounts = (options.get('-v') ?? []).map((mount) => mount.split(':'));
  /** The path on the host of a path in the container. */
  const onHost = (inside, isWritten) => {
    const found = mounts.find(([, target]) => inside === target || inside.startsWith(`${target}/`));
    if (!found || (isWritten && found[2] === 'ro')) return undefined;
    return path.join(found[0], path.relative(found[1], inside));
  };
  const [, python, script, ...given] = rest;
  if (python !== 'python' || !script) end(127);
  const cli = read(['-i', '-o', '-v', '-s', '--bg_upsampler', '--ext'], [], given);
  if (cli.rest.length > 0) end(2);
  const [input, output, version, scale, ext] = ['-i', '-o', '-v', '-s', '--ext'].map(
    (name) => cli.options.get(name)?.[0],
  );
  const weights = onHost(`${one('-w')}/gfpgan/weights/GFPGANv${version}.pth`);
  if (!weights || !existsSync(weights)) {
    process.stderr.write(
      'Downloading: "https://github.com/…pth"\nTraceback …\nurllib.error.URLError: <urlopen error>\n',
    );
    end(1);
  }
  const [photo, results] = [onHost(input), onHost(output, true)];
  const fault = existsSync(path.join(folder, 'fault')) ? readFileSync(path.join(folder, 'fault'), 'utf8') : '';
  const name = path.parse(photo).name;
  console.log(`Processing ${path.basename(photo)} ...`);
  if (fault === 'hang') {
    await new Promise(() => setInterval(() => {}, 60_000));
  }
  if (fault === 'oom') end(137);
  if (fault === 'corrupt') {
    process.stderr.write("Traceback …\nAttributeError: 'NoneType' object has no attribute 'shape'\n");
    end(1);
  }
  const sharp = createRequire(import.meta.url)('sharp');
  const source = sharp(photo);
  const { width, height } = await source.metadata();
  const factor = fault === 'size' ? 1 : Number(scale);
  for (const made of ['restored_imgs', ...(fault === 'noface' ? [] : ['cropped_faces', 'restored_faces', 'cmp'])])
    mkdirSync(path.join(results, made), { recursive: true });
  if (fault === 'fail') console.log('\tFailed inference for GFPGAN: CUDA out of memory.');
  if (fault !== 'noface') {
    const face = await sharp(photo).resize(512, 512, { fit: 'cover' }).png().toBuffer();
    for (const made of ['cropped_faces', 'restored_faces', 'cmp'])
      writeFileSync(path.join(results, made, `${name}_00.png`), face);
  }
  await source
    .resize(width * factor, height * factor, { fit: 'fill' })
    .png()
    .toFile(path.join(results, 'restored_imgs', `${name}.${ext}`));
  console.log(`Results are in the [${output}] folder.`);
  end(0);
}
