/** Runs `pass` for about `budget` milliseconds, and at least three times. */
export function timePasses(pass, budget = 1000) {
    const times = [];
    for (let spent = 0; spent < budget || times.length < 3;) {
        const start = performance.now();
        pass();
        const time = performance.now() - start;
        times.push(time);
        spent += time;
    }
    return { best: Math.min(...times), median: median(times) };
}
/** The middle value; of two middle values the smaller, so that it is one that was measured. */
export function median(values) {
    return values.slice().sort((a, b) => a - b)[(values.length - 1) >> 1];
}
