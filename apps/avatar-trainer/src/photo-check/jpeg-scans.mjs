const MARKER = 0xff;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** Whether a code belongs to a scan: the data byte 0xff and the eight restart markers do (ITU-T T.81, B.1.1). */
const isOfScan = (code) => code === 0 || (code >= 0xd0 && code <= 0xd7);

/**
 * Whether a JPEG has more than one scan, for example one for each component. For such a JPEG the decoder keeps the whole picture in memory,
 * as it does for a progressive one, although the header says baseline. The function stops at the second scan.
 */
export function hasSeveralScans(file) {
  let scans = 0;
  for (let at = 2; at + 3 < file.length;) {
    if (file[at] !== MARKER) return false; // a damaged file: decoding will report it
    const code = file[at + 1];
    if (code === MARKER)
      at += 1; // fill bytes may stand before a marker
    else if (code === END_OF_IMAGE) return false;
    else {
      if (code === START_OF_SCAN && (scans += 1) > 1) return true;
      at += 2 + file.readUInt16BE(at + 2);
      if (code === START_OF_SCAN) at = endOfScan(file, at);
    }
  }
  return false;
}

function endOfScan(file, from) {
  let at = file.indexOf(MARKER, from);
  while (at >= 0 && at + 1 < file.length && isOfScan(file[at + 1])) at = file.indexOf(MARKER, at + 2);
  return at < 0 ? file.length : at;
}
