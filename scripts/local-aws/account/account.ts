import type { AccountState, StateSlice } from '../state/slice';
import type { Clock } from './clock';

/** Who makes a call, as IAM names it. */
export type Principal = UserPrincipal | AssumedRolePrincipal | RootPrincipal | ServicePrincipal;

export interface UserPrincipal {
  kind: 'user';
  accountId: string;
  /** `arn:aws:iam::<account>:user/<name>` */
  arn: string;
  /** `AIDA…` */
  userId: string;
  userName: string;
}

export interface AssumedRolePrincipal {
  kind: 'assumed-role';
  accountId: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
  arn: string;
  /** `AROA…:<session>` */
  userId: string;
  roleName: string;
  roleArn: string;
  sessionName: string;
  /** The policy given to AssumeRole, which narrows what the role allows. */
  sessionPolicy?: string;
  /** The tags given to AssumeRole, and those that a chain of roles has passed on. */
  tags?: Record<string, string>;
  /** Which of the tags a role that this session assumes is passed on. */
  transitiveTagKeys?: string[];
  /** Who started the session, and all sessions that follow from it. */
  sourceIdentity?: string;
  /** ISO 8601. */
  issuedAt?: string;
}

export interface RootPrincipal {
  kind: 'root';
  accountId: string;
  /** `arn:aws:iam::<account>:root` */
  arn: string;
  userId: string;
}

/** An AWS service that acts for the account, such as `apigateway.amazonaws.com`. */
export interface ServicePrincipal {
  kind: 'service';
  accountId: string;
  service: string;
}

/** What a caller signs with. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  /** Present for temporary credentials only. */
  sessionToken?: string;
  /** Present for temporary credentials only. */
  expiration?: Date;
}

/** One AWS account: an id, and the state of its services. */
export class Account {
  readonly id: string;
  readonly region: string;
  readonly clock: Clock;
  readonly #state: AccountState;
  readonly #changed: () => void;

  /**
   * @param state what the account holds already; it is changed in place
   * @param changed called after each change, so that it can be stored
   */
  constructor(
    id: string,
    region: string,
    clock: Clock,
    state: AccountState = {},
    changed: () => void = () => {},
  ) {
    this.id = id;
    this.region = region;
    this.clock = clock;
    this.#state = state;
    this.#changed = changed;
  }

  /** A service's state, to look at. To change it, use `change`. */
  read<T extends object>(slice: StateSlice<T>): Readonly<T> {
    return this.#slice(slice);
  }

  /**
   * Changes a service's state; the one way to do it, since it is stored afterwards. Check first and
   * change last: what `edit` has changed before it throws stays changed.
   * @param edit gets the state, changes it in place, and returns what the caller wants to know
   */
  change<T extends object, R>(slice: StateSlice<T>, edit: (state: T) => R): R {
    try {
      return edit(this.#slice(slice));
    } finally {
      this.#changed();
    }
  }

  #slice<T extends object>({ key, initial }: StateSlice<T>): T {
    this.#state[key] ??= initial();
    return this.#state[key] as T;
  }
}
