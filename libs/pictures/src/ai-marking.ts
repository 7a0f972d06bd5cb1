/**
 * What a model did to a picture, in the words of IPTC's list of digital source types
 * (cv.iptc.org/newscodes/digitalsourcetype).
 */
export const DIGITAL_SOURCE_TYPE = {
  /** A model has drawn the picture. */
  drawn: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
  /** A model has made a photograph sharp. */
  enhanced: 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced',
} as const;
export type DigitalSource = keyof typeof DIGITAL_SOURCE_TYPE;

/**
 * The mark in every delivered picture and video that tells programs what a model did: XMP with IPTC's digital source type, as in the IPTC
 * Photo Metadata Standard 2025.1. It does not name the person (decision 68).
 */
export const aiMarking = (source: DigitalSource): string => `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
      <Iptc4xmpExt:DigitalSourceType>${DIGITAL_SOURCE_TYPE[source]}</Iptc4xmpExt:DigitalSourceType>
    </rdf:Description>
  </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
