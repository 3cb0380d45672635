(* MUTANT of claim E6e: E6e_argmax_exists with one change: a drift of weight zero.
   This file must NOT compile.  Expected error, inside the proof: "no such assumption". *)
From Coq Require Import Reals List Lra Lia Ranalysis Rsqrt_def.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Optimality theorems.Drifts theorems.Rates.
From SeeUPO Require Import theorems.EuclideanRate.
Open Scope R_scope.

Theorem E6e_argmax_exists_mutant : forall menu lambda p Q, menu <> [] -> 0 <= lambda ->
  exists q, isArgmax (isDist menu) (euclideanObjective menu lambda p Q) q.
Proof.
  intros menu lambda p Q Hne Hl.
  destruct (level menu (fun a => p a + Q a / lambda) Hne) as [tau Hd].
  exists (cut (fun a => p a + Q a / lambda) tau).
  apply projection_is_argmax; assumption.
Qed.
