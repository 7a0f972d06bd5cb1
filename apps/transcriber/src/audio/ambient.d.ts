declare module '@ffmpeg-installer/ffmpeg' {
  export const path: string;
}
declare module '@ffprobe-installer/ffprobe' {
  export const path: string;
}
