(* MUTANT of claim E1: E1_one_reverse_sweep_is_optimal with one change: the argmax is confined to the support of the policy.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia FunctionalExtensionality.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Optimality.
Open Scope R_scope.

(** Distributions within the support of [p]. *)
Definition coveredDist' (G : game) (h : history) (p q : dist) : Prop :=
  admissible G h q /\ forall a, In a (moves G h) -> p a = 0 -> q a = 0.

Theorem E1_one_reverse_sweep_is_optimal_mutant : forall G new,
  wellFormed G ->
  (forall n h, node G (S n) h ->
     isArgmax (coveredDist' G h (new h))
       (fun q => mean (moves G h) q (actionValue G new n h)) (new h)) ->
  forall pol, isPolicy G pol ->
  forall n h, node G n h -> value G pol n h <= value G new n h.
Proof.
  intros G new HG Hmax pol Hp n. induction n as [|n IH]; intros h Hn.
  - apply Rle_refl.
  - rewrite !value_step.
    apply Rle_trans with (mean (moves G h) (pol h) (actionValue G new n h)).
    + apply mean_le; [apply (policy_dist G pol n h HG Hp Hn)|].
      intros a Ha. apply IH. apply node_child; assumption.
    + apply (proj2 (Hmax n h Hn)). exact (Hp n h Hn).
Qed.
