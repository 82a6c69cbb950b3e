// A browser has no Buffer; the signer's code uses it as a global. These are the parts that it uses: a
// whole Buffer is as large as the catalogue of mistakes.

type Encoding = 'utf8' | 'latin1' | 'hex' | 'base64' | 'base64url';

class BrowserBuffer extends Uint8Array {
  static concat(parts: readonly Uint8Array[]): BrowserBuffer {
    return new BrowserBuffer(parts.flatMap((part) => [...part]));
  }

  override subarray(start?: number, end?: number): BrowserBuffer {
    return new BrowserBuffer(super.subarray(start, end));
  }

  override toString(encoding: Encoding = 'utf8'): string {
    if (encoding === 'utf8') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this);
    if (encoding === 'hex') return Array.from(this, hexOf).join('');
    const binary = Array.from(this, (byte) => String.fromCharCode(byte)).join('');
    if (encoding === 'latin1') return binary;
    const base64 = btoa(binary);
    if (encoding === 'base64') return base64;
    return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  }
}

function bytesOf(data: string | ArrayLike<number>, encoding: Encoding): ArrayLike<number> {
  if (typeof data !== 'string') return data;
  if (encoding === 'utf8') return new TextEncoder().encode(data);
  if (encoding === 'hex')
    return (data.match(/[0-9a-f]{2}/gi) ?? []).map((hex) => Number(`0x${hex}`));
  return codesOf(encoding === 'latin1' ? data : decoded(data));
}

/** Base64 as Node.js reads it: in either alphabet, without what does not belong there. */
function decoded(text: string): string {
  const digits = text.split('=')[0]!.replaceAll('-', '+').replaceAll('_', '/');
  const known = digits.replace(/[^A-Za-z0-9+/]/g, '');
  return atob(known.length % 4 === 1 ? known.slice(0, -1) : known);
}

function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index) & 0xff);
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** As Node.js's Buffer, as far as the signer's code goes. */
export const Buffer = Object.assign(BrowserBuffer, {
  from: (data: string | ArrayLike<number>, encoding: Encoding = 'utf8') =>
    new BrowserBuffer(bytesOf(data, encoding)),
});
