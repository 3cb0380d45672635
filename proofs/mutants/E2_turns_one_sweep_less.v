(* MUTANT of claim E2: E2_k_sweeps_by_turns with one change: one sweep less than turns.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Optimality theorems.SweepsByTurns.
Open Scope R_scope.

Theorem E2_k_sweeps_by_turns_mutant : forall G (pol : nat -> policy),
  wellFormed G -> (forall k, isPolicy G (pol k)) ->
  (forall k n h, node G (S n) h ->
     isArgmax (admissible G h)
       (fun q => mean (moves G h) q (actionValue G (pol k) n h)) (pol (S k) h)) ->
  forall n t k h, (t <= k + 1)%nat -> node G n h -> turnsWithin G t n h ->
  value G (pol k) n h = optimalValue G n h.
Proof.
  intros G pol HG Hp Hstep n. induction n as [|n IH]; intros t k h Hk Hn Ht; [reflexivity|].
  destruct (HG n h Hn) as [Hne [Hnd _]]. rewrite value_step. simpl optimalValue.
  pose proof (Hp k n h Hn) as Hadm. simpl in Ht. unfold admissible in Hadm.
  destruct (chance G h) as [c|] eqn:Hc.
  - (* a chance move: the same count of turns below it *)
    rewrite (mean_ext _ _ _ (fun a => optimalValue G n (a :: h))).
    + apply mean_dist_ext. exact Hadm.
    + intros a Ha. apply (IH t); [exact Hk|apply node_child; assumption|apply Ht, Ha].
  - (* a turn: one less below it, so the sweep before has settled what follows *)
    destruct t as [|t]; [contradiction|]. destruct k as [|k]; [lia|].
    assert (E : forall j q, (t <= j)%nat ->
      mean (moves G h) q (actionValue G (pol j) n h)
      = mean (moves G h) q (fun a => optimalValue G n (a :: h))).
    { intros j q Hj. apply mean_ext. intros a Ha.
      apply (IH t); [exact Hj|apply node_child; assumption|apply Ht, Ha]. }
    destruct (Hstep k n h Hn) as [_ Hbest].
    rewrite E by lia.
    apply Rle_antisym; [apply mean_le_best; assumption|].
    set (f := fun a => optimalValue G n (a :: h)) in *.
    destruct (best_move_spec (moves G h) f Hne) as [Hin [Heq _]].
    rewrite <- Heq, <- (mean_point (moves G h) _ f Hnd Hin).
    rewrite <- !(E k) by lia. apply Hbest. unfold admissible. rewrite Hc.
    apply point_isDist; assumption.
Qed.
