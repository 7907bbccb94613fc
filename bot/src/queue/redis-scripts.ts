import type { Redis } from 'ioredis';

/** Something that Redis does in one step, so that no other process comes in between. */
export type Script = (keys: readonly string[], ...values: readonly (string | number)[]) => Promise<readonly number[]>;

/** Makes a script of Lua text that answers with numbers. */
export function script(redis: Redis, lua: string): Script {
  return async (keys, ...values) => {
    const answer: unknown = await redis.eval(lua, keys.length, ...keys, ...values);
    return (Array.isArray(answer) ? answer : [answer]).map(Number);
  };
}

/** Time as Redis knows it: the clocks of processes differ. */
const now = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
`;

/**
 * Keys: what is known of the work, the turns, what waits and what is delayed. Values: repository, expiry. Answers with how many
 * runs have begun, and the turn of a wish for the next; several wishes for one run have one turn.
 */
export const askScript = `
local begun = redis.call('HGET', KEYS[1], 'begun') or '0'
if redis.call('HGET', KEYS[1], 'turnFor') ~= begun then
  if redis.call('ZCARD', KEYS[3]) + redis.call('ZCARD', KEYS[4]) == 0 then redis.call('DEL', KEYS[2]) end
  local served = tonumber(redis.call('HGET', KEYS[2], 'served') or '1')
  local latest = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0')
  local turn = math.min(math.max(served, latest + 1), 2097152)
  redis.call('HSET', KEYS[2], ARGV[1], turn)
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
  redis.call('HSET', KEYS[1], 'turn', turn, 'turnFor', begun)
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return { tonumber(begun), tonumber(redis.call('HGET', KEYS[1], 'turn')) }
`;

/**
 * Keys: what is known of the work, its lease, the turns. Values: how many runs had begun when it was wished for, our token,
 * milliseconds of the lease, expiry, turn. Answers with what to do: 0 nothing, since a later run has ended well; 1 wait, and
 * so many milliseconds, where 0 says that somebody else has the lease; 2 run, the number of the run, failures in a row, and
 * how many runs have begun since one ended.
 */
export const beginScript = `${now}
local known = redis.call('HMGET', KEYS[1], 'done', 'notBefore')
if tonumber(known[1] or '0') > tonumber(ARGV[1]) then return { 0 } end
local pause = tonumber(known[2] or '0') - now
if pause > 0 then return { 1, pause } end
if not redis.call('SET', KEYS[2], ARGV[2], 'NX', 'PX', ARGV[3]) then return { 1, 0 } end
local begun = redis.call('HINCRBY', KEYS[1], 'begun', 1)
local unended = redis.call('HINCRBY', KEYS[1], 'unended', 1)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
local served = tonumber(redis.call('HGET', KEYS[3], 'served') or '1')
if tonumber(ARGV[5]) > served then redis.call('HSET', KEYS[3], 'served', ARGV[5]) end
redis.call('PEXPIRE', KEYS[3], ARGV[4])
return { 2, begun, tonumber(redis.call('HGET', KEYS[1], 'failures') or '0'), unended }
`;

/**
 * Keys: what is known of the work, its lease. Values: our token, expiry, failures in a row, milliseconds to pause, and the
 * number of the run where no wish from before it is left. Answers with 0 where the lease was lost, and changes nothing then.
 */
export const endScript = `${now}
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[1], 'unended', 0, 'failures', ARGV[3], 'notBefore', now + ARGV[4])
if ARGV[5] then redis.call('HSET', KEYS[1], 'done', ARGV[5]) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`;

/** Keys: a lease. Values: our token, milliseconds. Takes it where it is free or ours; answers with 1 where we have it. */
export const leadScript = `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`;

/** Keys: a lease. Values: our token, milliseconds. Keeps it where it is ours; answers with 1 where it is. */
export const renewScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`;

/** Keys: a lease. Values: our token. Gives it back where it is ours. */
export const releaseScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`;

/** Keys: when the next write may be. Values: milliseconds between writes. Answers with the milliseconds until ours. */
export const slotScript = `${now}
local at = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local free = at + ARGV[1]
if free > now then redis.call('SET', KEYS[1], string.format('%d', free), 'PX', string.format('%d', free - now)) end
return at - now
`;

/** Keys: a pause. Values: milliseconds. Makes it that long where it is shorter. */
export const pauseScript = `
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], '', 'PX', ARGV[1]) end
return 1
`;
