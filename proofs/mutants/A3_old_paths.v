(* MUTANT of claim A3: A3_performance_difference with one change: the average is over the OLD policy's paths.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Advantage.
Open Scope R_scope.

Theorem A3_performance_difference_mutant : forall G old new n h,
  wellFormed G -> isPolicy G old -> isPolicy G new -> node G n h ->
  value G new n h - value G old n h =
  expect G old n h (pathSum (decisionTerm G old) 0 n).
Proof.
  intros G old new n h HG Ho Hnew Hn.
  assert (Hn0 : node G (n + 0) h) by (rewrite Nat.add_0_r; exact Hn).
  assert (Z : expect G new n h (pathSum (chanceTerm G old) 0 n) = 0).
  { apply expect_pathSum_zero; try assumption.
    intros j h' Hj. apply A1_chance_terms_centred; assumption. }
  unfold value at 1.
  rewrite <- (expect_const G new n 0 h (value G old n h) HG Hnew Hn0).
  rewrite <- expect_sub.
  rewrite (expect_ext _ _ _ _ _ (fun path =>
    pathSum (decisionTerm G old) 0 n path + pathSum (chanceTerm G old) 0 n path)).
  - rewrite expect_add, Z. lra.
  - intros path Hr. apply A1_advantage_decomposition. exact Hr.
Qed.
