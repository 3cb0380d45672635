(* MUTANT of claim A2: A2_centring with one change: the average is taken under another policy.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Advantage.
Open Scope R_scope.

Theorem A2_centring_mutant : forall G pol other n h,
  isDist (moves G h) (other h) ->
  mean (moves G h) (other h) (advantage G pol n h) = 0.
Proof.
  intros G pol other n h [_ Hsum]. unfold advantage.
  rewrite mean_sub, mean_const by exact Hsum. rewrite value_step. lra.
Qed.
