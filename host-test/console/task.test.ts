/** Commands that take their time. */
import assert from "node:assert/strict";
import { Task } from "../../src/console/task.js";

describe("a task", () => {
  it("ends at once where it is done before it has begun", () => {
    const task = new Task();
    let ends = 0;
    task.begin(done => {
      done();
      return assert.fail;
    });
    task.whenEnded(() => ends++);
    task.stop();
    assert.deepEqual([task.isRunning, ends], [false, 1]);
  });

  it("ends when it is done, once", () => {
    const task = new Task();
    let ends = 0;
    let done = (): void => {};
    task.begin(tell => {
      done = tell;
      return assert.fail;
    });
    task.whenEnded(() => ends++);
    assert.deepEqual([task.isRunning, ends], [true, 0]);
    done();
    done();
    task.stop();
    assert.deepEqual([task.isRunning, ends], [false, 1]);
  });

  it("ends when it is stopped, whether what stops it says so or not; a late end is not the next one's", () => {
    const task = new Task();
    const stopped: string[] = [];
    let late = (): void => {};
    task.begin(done => {
      late = done;
      return () => {
        stopped.push("one");
        done();
      };
    });
    task.whenEnded(() => stopped.push("ended"));
    task.stop();
    task.stop();
    assert.deepEqual(stopped, ["one", "ended"]);
    task.begin(() => () => stopped.push("two"));
    late();
    assert.equal(task.isRunning, true);
    task.stop();
    assert.deepEqual(stopped, ["one", "ended", "two"]);
  });

  it("one that ends as it is waited for may be followed by another", () => {
    const task = new Task();
    let done = (): void => {};
    const begin = (tell: () => void): (() => void) => {
      done = tell;
      return () => {};
    };
    let ends = 0;
    task.begin(begin);
    task.whenEnded(() => {
      task.begin(begin);
      task.whenEnded(() => ends++);
    });
    done();
    assert.deepEqual([task.isRunning, ends], [true, 0]);
    done();
    assert.deepEqual([task.isRunning, ends], [false, 1]);
  });
});
