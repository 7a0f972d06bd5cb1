#!/bin/sh
# Builds the ffmpeg of the images: `sh build-ffmpeg.sh /ffmpeg` leaves bin/ffmpeg and bin/ffprobe there. The source in /src is Debian's,
# with its security patches. The build has only the containers that libs/platform/src/ffmpeg/run-ffmpeg.ts opens, the sound formats in them,
# the pictures of a model's MP4, and the formats that we write. It can read neither networks nor devices
# (docs/decisions/0163-an-ffmpeg-of-what-we-read.md).
set -eu
to=$1
cd /src/ffmpeg-*/

# These decoders read the sound of telephones, cameras, computers, meetings and films. The list leaves out the fixed-point twins of the same
# decoders.
sounds="aac,aac_latm,ac3,adpcm_*,alac,amrnb,amrwb,ape,atrac3,atrac3p,cook,dca,eac3,flac,g723_1,g729,gsm,gsm_ms,mp1float,mp2float,mp3float"
sounds="$sounds,nellymoser,opus,pcm_*,qcelp,qdm2,speex,truehd,vorbis,wavpack,wmalossless,wmapro,wmav1,wmav2,wmavoice"
# Without the shared libraries the linker takes the static archives. It has to, because the image gets only the two programs.
rm -f /usr/lib/*/libmp3lame.so /usr/lib/*/libopus.so /usr/lib/*/libz.so
# `hardened` sets the flags with which Debian compiles, against the overflows that a broken file can cause.
./configure --quiet --prefix="$to" --toolchain=hardened --pkg-config-flags=--static --extra-libs=-lm \
  --disable-everything --disable-autodetect --disable-network --disable-avdevice --disable-doc --disable-debug --disable-ffplay \
  --enable-libmp3lame --enable-libopus --enable-zlib \
  --enable-protocol=file,pipe \
  --enable-parser=aac,aac_latm,ac3,amr,cook,dca,flac,g723_1,g729,gsm,h264,mlp,mpegaudio,opus,vorbis \
  --enable-bsf=aac_adtstoasc,extract_extradata,h264_mp4toannexb \
  --enable-demuxer=aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,flac,flv,matroska,mov,mp3,mpegps,mpegts,ogg,pcm_s16le,w64,wav,wv \
  --enable-decoder="$sounds,h264" \
  --enable-encoder=libmp3lame,libopus,mjpeg,pcm_s16le \
  --enable-muxer=image2,mov,mp3,mp4,ogg,pcm_s16le \
  --enable-filter=aformat,aresample,asetpts,format,scale,select,setpts,showinfo,silencedetect,volumedetect
make -s -j"$(nproc)" install-progs

# No package manager knows these programs, so the image gets a list of their parts, for scanners, and the licences of these.
doc=$to/share/doc/ffmpeg
mkdir -p "$doc"
cp debian/copyright "$doc/"
for library in libmp3lame0 libopus0 zlib1g; do cp "/usr/share/doc/$library/copyright" "$doc/copyright-$library"; done
component() { printf '{"type":"library","name":"%s","version":"%s","purl":"pkg:deb/debian/%s@%s?arch=source"}' "$1" "$2" "$1" "$2"; }
version() { dpkg-query -f '${Version}' -W "$1"; }
printf '{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[%s,%s,%s,%s]}\n' \
  "$(component ffmpeg "$(dpkg-parsechangelog -S Version)")" "$(component lame "$(version libmp3lame-dev)")" \
  "$(component opus "$(version libopus-dev)")" "$(component zlib "$(version zlib1g-dev)")" >"$doc/sbom.cdx.json"
