(* MUTANT of claim E2: E2_k_forward_sweeps with one change: one sweep less.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia FunctionalExtensionality.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Optimality.
Open Scope R_scope.

Theorem E2_k_forward_sweeps_mutant : forall G (pol : nat -> policy),
  wellFormed G -> (forall k, isPolicy G (pol k)) ->
  (forall k n h, node G (S n) h ->
     isArgmax (admissible G h)
       (fun q => mean (moves G h) q (actionValue G (pol k) n h)) (pol (S k) h)) ->
  forall n k h, (n <= k + 1)%nat -> node G n h ->
  value G (pol k) n h = optimalValue G n h.
Proof.
  intros G pol HG Hp Hstep n. induction n as [|n IH]; intros k h Hk Hn; [reflexivity|].
  destruct k as [|k]; [lia|].
  assert (E : forall j q, (n <= j)%nat ->
    mean (moves G h) q (actionValue G (pol j) n h)
    = mean (moves G h) q (fun a => optimalValue G n (a :: h))).
  { intros j q Hj. apply mean_ext. intros a Ha. apply IH; [exact Hj|].
    apply node_child; assumption. }
  destruct (HG n h Hn) as [Hne [Hnd _]].
  destruct (Hstep k n h Hn) as [Hadm Hbest].
  rewrite value_step, E by lia. simpl optimalValue. unfold admissible in *.
  destruct (chance G h) as [c|].
  - apply mean_dist_ext. exact Hadm.
  - apply Rle_antisym; [apply mean_le_best; assumption|].
    set (f := fun a => optimalValue G n (a :: h)) in *.
    destruct (best_move_spec (moves G h) f Hne) as [Hin [Heq _]].
    rewrite <- Heq, <- (mean_point (moves G h) _ f Hnd Hin).
    rewrite <- !(E k) by lia. apply Hbest. apply point_isDist; assumption.
Qed.
