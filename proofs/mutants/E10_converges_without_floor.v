(* MUTANT of claim E10: E10_converges with one change: any set of candidates.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.SweepsByTurns theorems.Clip theorems.KLRate theorems.BoxConvergence
  theorems.FlooredRun theorems.FloorStep.
From SeeUPO Require Import theorems.FloorRate.
Open Scope R_scope.

Theorem E10_converges_mutant : forall G low high U baseline pol,
  wellFormed G -> 0 < low < 1 -> 0 < high -> True ->
  clippedRun G low high U baseline pol ->
  Un_cv (fun k => expectedReturn G (pol k)) (optimalReturn G).
Proof.
  intros G low high U baseline pol HG Hl Hh HU Run eta Heta.
  destruct (E10_rate_everywhere G low high U baseline pol HG Hl Hh HU Run) as [K [C H]].
  destruct (pow_lt_1_zero (1 - low)) with (y := eta / (1 + Rabs C)) as [N HN].
  - rewrite Rabs_right; lra.
  - apply Rdiv_lt_0_compat; [exact Heta|pose proof (Rabs_pos C); lra].
  - exists (K + N)%nat. intros k Hk. specialize (H k (horizon G) [] ltac:(lia) (node_root G)).
    specialize (HN (k - K)%nat ltac:(lia)). rewrite Rabs_right in HN by (apply Rle_ge, pow_le; lra).
    pose proof (Rle_abs C). pose proof (Rabs_pos C).
    assert (P : 0 <= (1 - low) ^ (k - K)) by (apply pow_le; lra).
    assert (Q : (1 + Rabs C) * (1 - low) ^ (k - K) < eta).
    { apply Rmult_lt_compat_l with (r := 1 + Rabs C) in HN; [|lra].
      replace ((1 + Rabs C) * (eta / (1 + Rabs C))) with eta in HN by (field; lra). exact HN. }
    pose proof (value_le_optimal G (pol k) _ _ HG
      (proj1 (run_keeps G low high U baseline HG Hl HU pol Run k)) (node_root G)) as V.
    unfold R_dist, expectedReturn, optimalReturn in *. rewrite Rabs_left1 by lra. nra.
Qed.
