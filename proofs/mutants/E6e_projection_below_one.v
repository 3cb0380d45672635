(* MUTANT of claim E6': cut_obtuse with one change: the angle at the projection is claimed to be obtuse by a margin.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia Ranalysis Rsqrt_def.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Optimality theorems.Drifts theorems.Rates.
From SeeUPO Require Import theorems.EuclideanRate.
Open Scope R_scope.

Lemma cut_obtuse_mutant : forall menu y tau c,
  isDist menu (cut y tau) -> isDist menu c ->
  sum menu (fun a => (c a - cut y tau a) * (y a - cut y tau a)) <= -1.
Proof.
  intros menu y tau c [_ Hq] [Hc Hcs].
  apply Rle_trans with (sum menu (fun a => tau * (c a - cut y tau a))).
  - apply sum_le. intros a Ha. specialize (Hc a Ha). unfold cut, Rmax.
    destruct (Rle_dec 0 (y a - tau)) as [H|H]; nra.
  - rewrite sum_scal, sum_sub, Hq, Hcs. lra.
Qed.
