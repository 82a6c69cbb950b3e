/** In which way a signer did not keep to the protocol. */
export type BreakKind =
  | 'not-json'
  | 'not-an-object'
  | 'line-too-long'
  | 'no-id'
  | 'unknown-id'
  | 'second-answer'
  | 'wrong-type';

/** A line of a signer that is not an answer; the message says what it is and what it should be. */
export class ProtocolBreak extends Error {
  readonly kind: BreakKind;
  /** That of the case that the line is about, where it says so. */
  readonly id: number | undefined;

  constructor(kind: BreakKind, message: string, id?: number) {
    super(message);
    this.kind = kind;
    this.id = id;
  }
}
