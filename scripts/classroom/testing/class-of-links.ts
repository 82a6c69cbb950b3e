import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ProgressFile } from '../../learner/progress';
import type { Step } from '../../learner/steps';
import { ClassLink } from '../live/class-link';
import { makeReport } from '../report';

/** A learner of a class for tests: with a folder, progress and a link of its own, and no process. */
export class SimulatedLearner {
  readonly root = mkdtempSync(path.join(tmpdir(), 'learner-'));
  readonly id = randomBytes(4).toString('hex');
  readonly progress = new ProgressFile(this.root, () => undefined);
  readonly #steps: Step[];
  readonly #name: string;
  #link: ClassLink | undefined;

  constructor(name: string, steps: Step[]) {
    this.#name = name;
    this.#steps = steps;
    mkdirSync(path.join(this.root, '.workshop'));
    writeFileSync(path.join(this.root, '.workshop', 'learner-id'), this.id);
    writeFileSync(path.join(this.root, 'package.json'), '{"version":"0.1.0"}');
  }

  /** Reports to a class from now on. */
  join(url: string): void {
    this.#link = new ClassLink({
      url,
      root: this.root,
      report: () => this.report(),
      pauses: { first: 40, longest: 200 },
    });
    void this.#link.run();
  }

  report() {
    const { root } = this;
    const progress = this.progress.read();
    return makeReport({ root, steps: this.#steps, progress, now: new Date(), name: this.#name });
  }

  get status() {
    return this.#link?.status;
  }

  /** A check of a step finds a mistake. */
  checks(step: Step, ...mistakes: string[]): void {
    this.progress.recordCheck(step.id, false, new Date(), mistakes);
    this.#link?.change();
  }

  leave(): void {
    this.#link?.stop();
  }

  remove(): void {
    this.leave();
    rmSync(this.root, { recursive: true, force: true });
  }
}
