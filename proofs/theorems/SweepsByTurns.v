(** E2, counted in turns: a chance move is no turn and needs no sweep. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Optimality.
Open Scope R_scope.

(** At most [k] decisions on every path of [n] moves that continues [h]. *)
Fixpoint turnsWithin (G : game) (k n : nat) (h : history) : Prop :=
  match n with
  | O => True
  | S n' =>
      match chance G h with
      | Some _ => forall a, In a (moves G h) -> turnsWithin G k n' (a :: h)
      | None =>
          match k with
          | O => False
          | S k' => forall a, In a (moves G h) -> turnsWithin G k' n' (a :: h)
          end
      end
  end.

(** E2.  Forward order, or all turns at once: after [k] sweeps of exact
    argmaxes every history that has at most [k] turns left is optimal. *)
Theorem E2_k_sweeps_by_turns : forall G (pol : nat -> policy),
  wellFormed G -> (forall k, isPolicy G (pol k)) ->
  (forall k n h, node G (S n) h ->
     isArgmax (admissible G h)
       (fun q => mean (moves G h) q (actionValue G (pol k) n h)) (pol (S k) h)) ->
  forall n t k h, (t <= k)%nat -> node G n h -> turnsWithin G t n h ->
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

(** E2 for J: as many sweeps as the game has turns. *)
Corollary E2_turns_suffice : forall G (pol : nat -> policy),
  wellFormed G -> (forall k, isPolicy G (pol k)) ->
  (forall k n h, node G (S n) h ->
     isArgmax (admissible G h)
       (fun q => mean (moves G h) q (actionValue G (pol k) n h)) (pol (S k) h)) ->
  forall turns, turnsWithin G turns (horizon G) [] ->
  forall k, (turns <= k)%nat -> expectedReturn G (pol k) = optimalReturn G.
Proof.
  intros G pol HG Hp Hstep turns Ht k Hk.
  apply (E2_k_sweeps_by_turns G pol HG Hp Hstep _ turns); [exact Hk|apply node_root|exact Ht].
Qed.
