/**
 * Whether a media type is one of those that an API treats as binary.
 * @param mediaType with or without parameters, as in `image/png; q=0.9`
 * @param binaryMediaTypes of the API, such as `image/png`, `image/*` or all
 */
export function isBinaryMediaType(mediaType = '', binaryMediaTypes: string[] = []): boolean {
  const type = mediaType.split(';')[0]!.trim();
  return binaryMediaTypes.some((binary) => {
    if (binary === '*/*') return true;
    return binary.endsWith('/*') ? type.startsWith(binary.slice(0, -1)) : type === binary;
  });
}
