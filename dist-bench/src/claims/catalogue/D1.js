import { value } from '../../evaluate/value.js';
import { COMMON } from '../generate/family.js';
import { atLeast } from '../outcome.js';
import { allOrders, STEPS, sweepOf, TIES } from './sweepOf.js';
const family = {
    ...COMMON,
    parameters: (game) => ({ step: STEPS, order: allOrders(game), tie: TIES }),
};
export const D1 = {
    id: 'D1',
    title: 'One sweep never lowers the expected return',
    statement: 'J(π_{k+1}) ≥ J(π_k) for one sweep of exact mirror steps with any valid drift, any neighbourhood of π_k, any tie-breaking and any order of turns.',
    source: 'Theorem 1',
    regime: {
        information: 'full',
        expectation: 'exact',
        optimiser: 'exact argmax',
        support: 'full',
        discount: 'γ = 1',
        order: 'any',
    },
    paper: 'guaranteed',
    expected: 'proved',
    family,
    check: (instance) => atLeast('J(π_{k+1})', value(sweepOf(instance).policy)[0], 'J(π_k)', value(instance.policies['old'])[0]),
    variants: [
        {
            id: 'shared-parameters',
            title: 'One distribution for all turns: a sweep may lower J',
            expected: 'refuted',
            drops: 'full information',
            family: {
                ...family,
                information: { kind: 'shared', window: 0 },
                parameters: () => ({ step: ['clip:1/5', 'ratio-box:1/5'], order: ['reverse'] }),
            },
            check: (instance) => atLeast('J(π_{k+1})', value(sweepOf(instance).policy)[0], 'J(π_k)', value(instance.policies['old'])[0]),
        },
    ],
};
