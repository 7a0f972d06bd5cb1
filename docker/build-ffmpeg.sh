#!/bin/sh
# Builds the ffmpeg of the images: `sh build-ffmpeg.sh /ffmpeg` leaves bin/ffmpeg and bin/ffprobe there. The source in /src is Debian's, with its
# security patches; of it the containers that libs/platform/src/ffmpeg/run-ffmpeg.ts opens, the sounds that are in them, the pictures of a
# model's MP4, and what we write. Neither network nor devices are in it (docs/decisions/0163-an-ffmpeg-of-what-we-read.md).
set -eu
to=$1
cd /src/ffmpeg-*/

# Sound of telephones, cameras, computers and meetings, and of films; fixed-point twins of the same decoders are left out.
sounds="aac,aac_latm,ac3,adpcm_*,alac,amrnb,amrwb,ape,atrac3,atrac3p,cook,dca,eac3,flac,g723_1,g729,gsm,gsm_ms,mp1float,mp2float,mp3float"
sounds="$sounds,nellymoser,opus,pcm_*,qcelp,qdm2,speex,truehd,vorbis,wavpack,wmalossless,wmapro,wmav1,wmav2,wmavoice"
# What the linker finds instead are the archives: the two programs are all that is copied.
rm -f /usr/lib/*/libmp3lame.so /usr/lib/*/libopus.so /usr/lib/*/libz.so
# `hardened`: what Debian compiles with against the overflows that a broken file brings about.
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

# What is in them, for scanners and for the terms of their licences: no package manager knows of it.
doc=$to/share/doc/ffmpeg
mkdir -p "$doc"
cp debian/copyright "$doc/"
for library in libmp3lame0 libopus0 zlib1g; do cp "/usr/share/doc/$library/copyright" "$doc/copyright-$library"; done
component() { printf '{"type":"library","name":"%s","version":"%s","purl":"pkg:deb/debian/%s@%s?arch=source"}' "$1" "$2" "$1" "$2"; }
version() { dpkg-query -f '${Version}' -W "$1"; }
printf '{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[%s,%s,%s,%s]}\n' \
  "$(component ffmpeg "$(dpkg-parsechangelog -S Version)")" "$(component lame "$(version libmp3lame-dev)")" \
  "$(component opus "$(version libopus-dev)")" "$(component zlib "$(version zlib1g-dev)")" >"$doc/sbom.cdx.json"
