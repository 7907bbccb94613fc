import process from 'node:process';
import { answerQuestion } from './answer-question.ts';
import { readQuestion } from './wire.ts';

// What strangers wrote is read in here, where there is no token, no environment and nothing to be asked twice.
const { question, contents } = await readQuestion(process.stdin);
process.stdout.write(JSON.stringify(answerQuestion(question, contents)));
