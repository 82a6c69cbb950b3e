import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Where a git checkout stood before an update. */
export interface GitState {
  head: string;
  /** A ref that holds what was staged and changed, if anything was. */
  saved?: string;
}

/** The git checkout in which a workshop lies. */
export class GitCheckout {
  readonly #root: string;

  /** @param root the workshop's folder */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Fetches, and lays the upstream's files into a folder. The checkout itself is not touched.
   *
   * @returns the upstream's commit
   * @throws Error if this is no checkout of its own, or follows no other repository
   */
  exportUpstream(folder: string): string {
    this.#refuseOthers();
    const branch = this.#tryGit('rev-parse', '--abbrev-ref', '@{upstream}');
    if (!branch) {
      throw new Error(
        'This branch follows none of another repository, so there is nothing to fetch. ' +
          'Unpack the newer workshop beside this one: npm run workshop -- update FOLDER',
      );
    }
    this.#git('fetch', '--quiet');
    const commit = this.#git('rev-parse', '@{upstream}');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    // An index of its own: that of the checkout may hold what is staged.
    const env = { ...process.env, GIT_INDEX_FILE: path.join(folder, '.index') };
    this.#run(['read-tree', commit], env);
    this.#run(['checkout-index', '--all', `--prefix=${folder}${path.sep}`], env);
    rmSync(path.join(folder, '.index'));
    return commit;
  }

  /** Keeps what is staged and changed in a ref that git never throws away. */
  save(now: Date): GitState {
    const head = this.#git('rev-parse', 'HEAD');
    const identity = ['-c', 'user.name=workshop', '-c', 'user.email=workshop@localhost'];
    const commit = this.#git(...identity, 'stash', 'create', 'before the update');
    if (commit === '') return { head };
    const saved = `refs/workshop/before-update-${now.getTime()}`;
    this.#git('update-ref', saved, commit);
    return { head, saved };
  }

  /** Whether the branch has commits that its upstream has not. */
  hasOwnCommits(upstream: string): boolean {
    return this.#git('rev-list', '--count', `${upstream}..HEAD`) !== '0';
  }

  /** Moves the branch; the files stay as they are. */
  moveTo(commit: string): void {
    this.#git('reset', '--quiet', '--mixed', commit);
  }

  #refuseOthers(): void {
    const top = this.#tryGit('rev-parse', '--show-toplevel');
    if (top && realpathSync(top) === realpathSync(this.#root)) return;
    throw new Error(
      `${this.#root} is no git checkout. Unpack the newer workshop beside this one, then: ` +
        'npm run workshop -- update FOLDER',
    );
  }

  #git(...args: string[]): string {
    return this.#run(args, process.env);
  }

  /** Null where git is missing, or says no. */
  #tryGit(...args: string[]): string | undefined {
    try {
      return this.#git(...args);
    } catch {
      return undefined;
    }
  }

  #run(args: string[], env: NodeJS.ProcessEnv): string {
    const options = { cwd: this.#root, env, encoding: 'utf8', stdio: 'pipe' } as const;
    try {
      return execFileSync('git', args, options).trim();
    } catch (error) {
      const { code, stderr } = error as { code?: string; stderr?: string };
      const why = code === 'ENOENT' ? 'git is not installed' : stderr?.trim();
      throw new Error(`git ${args.join(' ')} failed: ${why}`, { cause: error });
    }
  }
}
