/** Answers to questions, as people give them. */
import assert from "node:assert/strict";
import { choiceQuestion, yesQuestion } from "../../src/console/question.js";

describe("the question whether to commit before leaving", () => {
  const rows: { answer: string; isAnswered: boolean; done: string }[] = [
    { answer: "y", isAnswered: true, done: "commit" },
    { answer: " YES ", isAnswered: true, done: "commit" },
    { answer: "n", isAnswered: true, done: "drop" },
    { answer: "No", isAnswered: true, done: "drop" },
    { answer: "c", isAnswered: true, done: "" },
    { answer: "Cancel", isAnswered: true, done: "" },
    { answer: "", isAnswered: false, done: "" },
    { answer: "yesterday", isAnswered: false, done: "" },
    { answer: "quit", isAnswered: false, done: "" },
  ];
  for (const { answer, isAnswered, done } of rows)
    it(JSON.stringify(answer), () => {
      let did = "";
      const question = choiceQuestion(
        "Commit?",
        () => (did += "commit"),
        () => (did += "drop"),
      );
      assert.deepEqual([question.answer(answer), did], [isAnswered, done]);
    });
});

describe("a question for yes or no", () => {
  const rows: { answer: string; isAnswered: boolean; done: string }[] = [
    { answer: "Y", isAnswered: true, done: "yes" },
    { answer: "no", isAnswered: true, done: "" },
    { answer: "c", isAnswered: false, done: "" },
    { answer: " ", isAnswered: false, done: "" },
  ];
  for (const { answer, isAnswered, done } of rows)
    it(JSON.stringify(answer), () => {
      let did = "";
      const question = yesQuestion("Sure?", () => (did += "yes"));
      assert.deepEqual([question.answer(answer), did], [isAnswered, done]);
    });
});
